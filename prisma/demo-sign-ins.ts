/** One demo account as the sign-in page offers it, where the environment says sandbox. */
export interface DemoSignIn {
  role: "DISTRIBUTOR" | "STORE" | "ADMIN";
  label: string;
  email?: string;
  password?: string;
  phone?: string;
}

/** The accounts that the demo data holds. They open nothing but a database filled with that data. */
export const demoSignIns: DemoSignIn[] = [
  { role: "STORE", label: "행복한분식", phone: "01020000001" },
  {
    role: "DISTRIBUTOR",
    label: "한빛식자재 직원",
    email: "clerk@hanbit.example",
    password: "hanbit-demo-2026",
  },
  {
    role: "DISTRIBUTOR",
    label: "새벽유통 직원",
    email: "clerk@saebyeok.example",
    password: "saebyeok-demo-2026",
  },
  { role: "ADMIN", label: "운영자", email: "admin@sunap.example", password: "sunap-demo-2026" },
  { role: "ADMIN", label: "두 번째 운영자", email: "admin2@sunap.example", password: "sunap-demo-2026" },
];
