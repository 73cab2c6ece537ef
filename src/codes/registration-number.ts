// The registration number of the former business registration (工商注册号, GS 15-2006): 15 digits, ISO 7064 MOD 11,10.

/** The check digit of the first 14 digits; undefined where one of them is no digit. */
export function registrationCheckDigit(first14: string): string | undefined {
  let product = 10;
  for (let at = 0; at < 14; at += 1) {
    const digit = first14.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    const sum = (product + digit) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/**
 * Whether the text is a registration number in normal form: 15 digits, the last of them the right check digit.
 * The numbers were given out until October 2015; they serve to recognise older records.
 */
export function isRegistrationNumber(text: string): boolean {
  return text.length === 15 && registrationCheckDigit(text) === text[14];
}
