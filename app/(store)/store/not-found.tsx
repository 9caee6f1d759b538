import { NotFoundPage } from "#components/ui/not-found-page.tsx";

export default function NotFound() {
  return <NotFoundPage homeHref="/store" />;
}
