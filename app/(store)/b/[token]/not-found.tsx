export { LinkInvalidPage as default } from "#components/storefront/link-invalid-page.tsx";
