export { BillsSkeleton as default } from "#components/storefront/skeletons.tsx";
