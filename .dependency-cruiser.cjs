// Who may import whom. What is not allowed here is an error: `npm run layers`.

/** Between the domains the arrows run one way. Every domain may use those of `forAll`. */
const domainArrows = {
  imports: ["bills", "trade-relationships"],
  payments: ["bills", "settlements", "notifications", "trade-relationships"],
  bills: ["notifications", "trade-relationships"],
  settlements: ["notifications", "trade-relationships"],
  storefront: ["bills", "payments", "notifications", "trade-relationships", "identity"],
  notifications: ["trade-relationships"],
  "trade-relationships": ["identity"],
  identity: [],
  bank: [],
  audit: [],
};
const forAll = ["audit", "bank", "trpc", "platform"]; // bank: codes and names of banks, which depend on nothing

const domains = Object.keys(domainArrows);
const anyDomain = `^server/(${domains.join("|")})/`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const betweenDomains = domains.map((domain) =>
  forbid(
    `domain-${domain}`,
    `server/${domain} may use: ${[...domainArrows[domain], ...forAll].join(", ")}.`,
    { path: `^server/${domain}/`, pathNot: "[.](test|fixtures)[.]ts$" },
    {
      path: "^server/",
      pathNot: `^server/(${[domain, ...domainArrows[domain], ...forAll].join("|")})/`,
    },
  ),
);

module.exports = {
  forbidden: [
    forbid("no-cycles", "Two files that need each other are one thing cut wrongly.", {}, { circular: true }),
    forbid("no-unresolvable", "The import leads nowhere.", {}, { couldNotResolve: true }),
    forbid(
      "no-undeclared-package",
      "What package.json does not list is there by chance.",
      {},
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    forbid(
      "not-to-dev-dependency",
      "Product code runs without devDependencies.",
      { path: "^(app|components|server|jobs|prisma)/", pathNot: "[.](test|fixtures)[.]tsx?$" },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "not-to-tests",
      "Nothing depends on a test; product code does not depend on the test harness.",
      { path: "^(app|components|server|jobs|prisma|scripts)/", pathNot: "[.](test|fixtures)[.]tsx?$" },
      { path: "^e2e/|[.](test|fixtures)[.]tsx?$" },
    ),
    forbid(
      "not-to-routes",
      "Routes are the top: nobody imports them.",
      { pathNot: "^app/" },
      { path: "^app/" },
    ),
    forbid(
      "pages-through-the-router",
      "A page reaches the domain through tRPC's server-side caller: one door, one lock.",
      { path: "^app/", pathNot: "^app/api/" },
      {
        path: "^(server|jobs|prisma|scripts)/",
        pathNot: "^server/(router[.]ts|caller[.]ts|trpc/|platform/env[.]ts)|[.]schema[.]ts$",
      },
    ),
    forbid(
      "handlers-to-operations",
      "A handler calls an operation, not a repository.",
      { path: "^app/api/" },
      { path: "^(jobs|scripts)/|^prisma/(?!deploy[.]ts$)|[.]repository[.]ts$" },
    ),
    forbid(
      "components-know-no-server",
      "Components know schemas and the routers' types, nothing else of the server.",
      { path: "^components/", pathNot: "[.]test[.]tsx?$" },
      {
        path: "^(server|jobs|prisma|scripts)/",
        pathNot: "[.]schema[.]ts$",
        dependencyTypesNot: ["type-only"],
      },
    ),
    forbid(
      "ui-knows-no-domain",
      "components/ui and components/patterns are below the folders of the domain.",
      { path: "^components/(ui|patterns)/" },
      { path: "^components/", pathNot: "^components/(ui|patterns|theme|i18n|trpc)" },
    ),
    forbid(
      "ui-below-patterns",
      "A ui component is a building block of patterns.",
      { path: "^components/ui/" },
      { path: "^components/patterns/" },
    ),
    forbid(
      "server-is-below",
      "The server knows neither its jobs nor its screens.",
      { path: "^server/" },
      { path: "^(jobs|components|scripts)/" },
    ),
    forbid(
      "router-puts-routers-together",
      "server/router.ts is the domain routers put together, and nothing else.",
      { path: "^server/router[.]ts$" },
      { path: "^server/", pathNot: "[.]router[.]ts$|^server/trpc/" },
    ),
    forbid(
      "trpc-below-domains",
      "The procedure builders know who calls and what may go wrong, not what is done.",
      { path: "^server/trpc/", pathNot: "[.](test|fixtures)[.]ts$" },
      { path: "^server/", pathNot: "^server/(trpc|identity|platform)/|[.]errors[.]ts$" },
    ),
    forbid(
      "platform-is-the-bottom",
      "server/platform stands under everything.",
      { path: "^server/platform/" },
      { path: "^(server|prisma)/", pathNot: "^server/platform/|^prisma/generated/" },
    ),
    ...betweenDomains,
    forbid(
      "foreign-domain-by-operation",
      "Another domain is used through its operations, never through its tables or its router.",
      { path: "^server/([^/]+)/.+", pathNot: "[.](test|fixtures)[.]ts$" },
      { path: "^server/[^/]+/.+[.](repository|router)[.]ts$", pathNot: "^server/$1/" },
    ),
    forbid(
      "sql-in-repositories",
      "Prisma and SQL live in repository files (and in tests, which look behind the scenes).",
      { path: anyDomain, pathNot: "[.](repository|test|fixtures)[.]ts$|^server/identity/" },
      { path: "^prisma/generated/", dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "domain-knows-no-http",
      "A domain knows no React, no Next.",
      { path: anyDomain },
      { path: "^node_modules/(react|react-dom|next|next-intl|@mantine)/" },
    ),
    forbid(
      "jobs-to-operations",
      "A job calls operations of a domain.",
      { path: "^jobs/", pathNot: "[.](test|fixtures)[.]ts$" },
      { path: "^(app|components|scripts)/|[.](repository|router)[.]ts$|^server/(router|trpc)" },
    ),
    forbid(
      "prisma-to-platform",
      "Migrations and demo data need the platform alone.",
      { path: "^prisma/", pathNot: "[.](test|fixtures)[.]ts$|^prisma/(seed|demo/)" },
      { path: "^(app|components|jobs|scripts)/|^server/(?!platform/)" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(prisma/generated/(?!client[.]ts)|[.]next/)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json", ".css"],
    },
  },
};
