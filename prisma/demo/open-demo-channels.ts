import pg from "pg";
import { databaseEnv } from "#server/platform/env.ts";

// A distributor and its stores have long been chatting when they start to bill through Sunap. This opens the demo's
// chats in the emulator, whose address is the argument, outside every limit; those that exist stay as they are.

const [, , emulatorUrl] = process.argv;
if (!emulatorUrl) throw new Error("the emulator's address is missing");

const client = new pg.Client({ connectionString: databaseEnv().DATABASE_URL });
await client.connect();
try {
  const { rows } = await client.query<{ userId: string; nickname: string }>(`
    SELECT chat_sender AS "userId", name AS nickname FROM distributor
    UNION ALL SELECT 'sunap_store_' || id, name FROM store`);
  const channels = await client.query<{ channelUrl: string; name: string; userIds: string[] }>(`
    SELECT t.channel AS "channelUrl", d.name || ' · ' || s.name AS name,
           ARRAY[d.chat_sender, 'sunap_store_' || s.id] AS "userIds"
    FROM trade_relationship t JOIN distributor d ON d.id = t.distributor_id JOIN store s ON s.id = t.store_id
    UNION ALL SELECT notice_channel, name, ARRAY[chat_sender] FROM distributor`);
  const response = await fetch(`${emulatorUrl}/emulator/provision`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ users: rows, channels: channels.rows }),
  });
  if (!response.ok) throw new Error(`the emulator answered ${response.status}: ${await response.text()}`);
} finally {
  await client.end();
}
