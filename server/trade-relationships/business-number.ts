const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/**
 * A business registration number (사업자등록번호) as it is stored, ten digits; null for anything else, also when its
 * check digit (국세청's) is wrong. Takes it as people write it: 495-98-68919, 495 98 68919, full-width digits.
 */
export function normalizeBusinessNumber(text: string): string | null {
  const digits = text.normalize("NFKC").replace(/[\s\-‐-―]/g, "");
  if (!/^[0-9]{10}$/.test(digits)) return null;
  const digitAt = (index: number) => Number(digits[index]);
  const sum = weights.reduce((total, weight, index) => total + weight * digitAt(index), 0);
  const checkDigit = (10 - ((sum + Math.floor((digitAt(8) * 5) / 10)) % 10)) % 10;
  return sum > 0 && checkDigit === digitAt(9) ? digits : null;
}
