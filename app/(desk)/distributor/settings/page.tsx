import { redirect } from "next/navigation";

/** The short address of what a distributor can set. */
export default function SettingsPage(): never {
  redirect("/distributor/bills/settings");
}
