export type LocalSecrets = {
  databasePassword: string;
  authSecret: string;
  bankWebhookSecret: string;
  sendbirdToken: string;
};

export function newSecrets(): LocalSecrets;
