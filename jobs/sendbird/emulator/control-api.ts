import { z } from "zod";
import { textFaultsSchema } from "#jobs/sms/emulator/text-service.ts";
import type { EmulatorState } from "./emulator-state.ts";
import type { Reply } from "./reply.ts";
import { faultsSchema, limitsSchema, ruleSchema } from "./settings.ts";

const smsSchema = z.strictObject({
  to: z.string().regex(/^[\d+\- ]{4,20}$/),
  text: z.string().min(1).max(2_000),
});
const resetSchema = z.strictObject({ data: z.boolean().default(false) });
const provisionSchema = z.strictObject({
  users: z.array(z.strictObject({ userId: z.string().min(1), nickname: z.string() })).default([]),
  channels: z
    .array(z.strictObject({ channelUrl: z.string().min(1), name: z.string(), userIds: z.array(z.string()) }))
    .default([]),
});

const json = (status: number, body: unknown): Reply => ({ kind: "json", status, body });

interface ControlRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string;
  isJson: boolean;
}

/**
 * `/emulator/…`: what the real service does not have. Without a token (the server listens on loopback only), but a
 * POST must be declared as JSON, which a foreign web page cannot do without asking.
 *
 *   GET  /emulator/stats        counts, refusals by scope, faults drawn, settings
 *   GET  /emulator/requests     the latest Platform API requests with their arrival times
 *   GET  /emulator/messages     ?channel=…: a channel's messages as stored, dedup_id included
 *   POST /emulator/limits       any part of Limits; empties every bucket
 *   POST /emulator/faults       any part of Faults; `{}` keeps all; restarts the dice
 *   POST /emulator/reset        forgets counters, refusals and buckets; `{"data": true}` also chats and SMS
 *   POST /emulator/provision    users and channels in bulk, outside every limit; existing ones stay
 *   POST /emulator/sms          {to, text}: a text message arrives, without the text service
 *   POST /emulator/sms/limit    {ratePerSecond, burst}: how many requests the text service (/messages/v4/…) takes
 *   POST /emulator/sms/faults   {next: […]}: what befalls the next texts that are sent through it
 *   GET  /emulator/sms          ?to=…: texts, oldest first
 */
export function handleControl(emulator: EmulatorState, request: ControlRequest): Reply {
  const { method, path } = request;
  if (method === "GET") return read(emulator, path, request.query);
  if (method !== "POST") return json(405, { error: "GET or POST only" });
  if (!request.isJson) return json(415, { error: "content-type must be application/json" });
  try {
    return change(emulator, path, request.body === "" ? {} : JSON.parse(request.body));
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return json(400, { error: "invalid JSON" });
    throw error;
  }
}

function read(emulator: EmulatorState, path: string, query: URLSearchParams): Reply {
  if (path === "/emulator/stats") return json(200, emulator.stats());
  if (path === "/emulator/requests") return json(200, { requests: emulator.requests() });
  if (path === "/emulator/messages")
    return json(200, { messages: emulator.messages(query.get("channel") ?? "") });
  if (path === "/emulator/sms") return json(200, { messages: emulator.sms(query.get("to") ?? undefined) });
  return json(404, { error: "no such control" });
}

function change(emulator: EmulatorState, path: string, body: unknown): Reply {
  if (path === "/emulator/sms") {
    emulator.receiveSms(smsSchema.parse(body));
    return json(201, {});
  }
  if (path === "/emulator/sms/limit") {
    emulator.texts.setRule(ruleSchema.parse(body));
  } else if (path === "/emulator/sms/faults") {
    emulator.texts.setFaults(textFaultsSchema.parse(body));
  } else if (path === "/emulator/limits") {
    emulator.setLimits(limitsSchema.partial().parse(body));
  } else if (path === "/emulator/faults") {
    emulator.setFaults(faultsSchema.partial().parse(body));
  } else if (path === "/emulator/provision") {
    emulator.provision(provisionSchema.parse(body));
  } else if (path === "/emulator/reset") {
    emulator.reset(resetSchema.parse(body));
  } else {
    return json(404, { error: "no such control" });
  }
  return json(200, emulator.stats());
}
