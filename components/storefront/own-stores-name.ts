import { getTranslations } from "next-intl/server";

/** Whose pages these are: the one store, the first of several, or, for a number without any, the product. */
export async function ownStoresName(stores: readonly { storeName: string }[]): Promise<string> {
  const t = await getTranslations();
  const [first, ...others] = stores;
  if (!first) return t("common.appName");
  if (others.length === 0) return first.storeName;
  return t("storefront.severalStores", { name: first.storeName, count: others.length });
}
