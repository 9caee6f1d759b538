// `npm run build`: the Prisma client and the web app's build, if their sources changed.
import { buildIfChanged } from "./lib/products.mjs";
import { StepError } from "./lib/steps.mjs";

try {
  await buildIfChanged();
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
