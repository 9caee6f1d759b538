/** `1234000` → `1,234,000원`, as every screen and message writes it. */
export function won(amount: number): string {
  return `${amount.toLocaleString("ko-KR")}원`;
}

/** `10051234567890` → `1005-1234-5678-90`, as pages show it (messages have the bare digits). */
export function inGroups(accountNumber: string): string {
  return accountNumber.replace(/(\d{4})(?=\d{2})/g, "$1-");
}
