const mobile = /^01[0-9]{8,9}$/;

/**
 * A Korean mobile number as it is stored, digits only (01012345678); null for anything else.
 * Takes it as people write it: 010-1234-5678, 010 1234 5678, +82 10-1234-5678, full-width digits.
 */
export function normalizePhoneNumber(text: string): string | null {
  const compact = text.normalize("NFKC").replace(/[\s().\-‐-―]/g, "");
  const national = compact.replace(/^(?:\+|00)?82(?=0?1)0?/, "0");
  return mobile.test(national) ? national : null;
}
