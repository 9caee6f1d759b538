/** The account that the emulator has, and that is used where only the emulator runs. */
export const textAccount = { apiKey: "emulator", apiSecret: "emulator-secret", sender: "02-000-0000" };
