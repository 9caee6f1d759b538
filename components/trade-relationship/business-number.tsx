/** Ten digits as they stand on the certificate: 123-45-67890. */
export function BusinessNumber({ digits }: { digits: string }) {
  return <>{digits.replace(/^(\d{3})(\d{2})(\d{5})$/, "$1-$2-$3")}</>;
}
