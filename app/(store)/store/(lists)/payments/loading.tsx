export { PaymentsSkeleton as default } from "#components/storefront/skeletons.tsx";
