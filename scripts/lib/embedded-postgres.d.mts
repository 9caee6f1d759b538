export type EmbeddedPostgres = {
  port: number;
  pid: number;
  dataDir: string;
  /** The connection address of one of its databases. */
  urlOf(database: string): string;
  /** Resolves with the exit code when Postgres ends, wanted or not. */
  exited: Promise<number | null>;
  stop(): Promise<void>;
};

export function startEmbeddedPostgres(options: {
  dataDir: string;
  password: string;
  logFile: string;
  port?: number;
  fsync?: boolean;
  maxConnections?: number;
}): Promise<EmbeddedPostgres>;

export function ensureDatabase(server: Pick<EmbeddedPostgres, "urlOf">, database: string): Promise<void>;

export function makePassableFolder(folder: string): void;

/** Stops the Postgres of this data folder if one runs, whoever started it. */
export function stopSurvivor(dataDir: string): Promise<void>;
