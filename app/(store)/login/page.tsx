import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { destinationOf } from "#components/identity/destination.ts";
import { SignInPage } from "#components/identity/sign-in-page.tsx";
import { appRouter } from "#server/router.ts";
import { createContext } from "#server/trpc/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("login"))("title") };
}

type LoginPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  const { identity } = appRouter.createCaller(await createContext(await headers()));
  const viewer = await identity.me();
  if (viewer) redirect(destinationOf(viewer.role, wanted));
  return <SignInPage next={wanted} offer={await identity.signInOffer()} />;
}
