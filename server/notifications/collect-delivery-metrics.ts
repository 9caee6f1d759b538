import { Counter, Gauge, type Registry } from "prom-client";
import { db } from "#server/platform/db.ts";
import {
  getQueueStatus,
  getSendingAlarms,
  type QueueStatus,
  type SendingAlarms,
} from "./get-queue-status.ts";
import { countByState, oldestWaitingSeconds } from "./queue-status.repository.ts";

/** What an operator's Prometheus reads of the messages. Limits of users and channels are told by their kind, not one by one. */
export async function collectDeliveryMetrics(registry: Registry): Promise<void> {
  const [states, oldestSeconds, status, alarms] = await Promise.all([
    countByState(db()),
    oldestWaitingSeconds(db()),
    getQueueStatus(1),
    getSendingAlarms(),
  ]);
  const { gauge } = instruments(registry);
  const notifications = gauge(
    "sunap_notifications",
    "Messages that have not reached their end, and failed ones, by state and kind",
    ["state", "kind", "medium"],
  );
  for (const { count, ...labels } of states) notifications.set(labels, count);
  gauge(
    "sunap_notification_oldest_waiting_seconds",
    "Age of the oldest message whose time to be sent has come",
    [],
  ).set(oldestSeconds);
  const failed = gauge("sunap_notifications_failed", "Failed messages by what they failed of", ["reason"]);
  for (const { trouble, count } of status.failures) failed.set({ reason: trouble }, count);
  addRates(registry, status);
  addLimits(registry, status);
  addAlarms(registry, alarms);
}

function addRates(registry: Registry, { media }: QueueStatus): void {
  const { gauge } = instruments(registry);
  const allowed = gauge("sunap_send_rate_allowed", "Requests a second that all workers together may make", [
    "medium",
  ]);
  const used = gauge("sunap_send_requests_last_minute", "Requests that left in the last minute", ["medium"]);
  const drain = gauge(
    "sunap_notification_drain_seconds",
    "How long until what is due has left, at the rate that is allowed",
    ["medium"],
  );
  for (const { medium, allowedPerSecond, lastMinute, drainMs } of media) {
    allowed.set({ medium }, allowedPerSecond);
    drain.set({ medium }, drainMs / 1_000);
    used.set({ medium }, lastMinute);
  }
}

function addLimits(registry: Registry, { limits }: QueueStatus): void {
  const { gauge, counter } = instruments(registry);
  const labelNames = ["medium", "limit"];
  const granted = counter(
    "sunap_rate_slots_granted_total",
    "Slots of the shared limits that were taken",
    labelNames,
  );
  const returned = counter(
    "sunap_rate_slots_returned_total",
    "Slots that were given back unused",
    labelNames,
  );
  const refused = counter(
    "sunap_rate_refused_total",
    "Requests that the service refused with 429",
    labelNames,
  );
  const burst = gauge("sunap_rate_burst", "The burst that we allow ourselves", labelNames);
  const serverBurst = gauge(
    "sunap_rate_server_burst",
    "The service's own burst as its refusals imply it; the real one may be one less",
    labelNames,
  );
  for (const one of limits) {
    const labels = { medium: one.medium, limit: one.limit };
    granted.inc(labels, one.granted);
    returned.inc(labels, one.returned);
    refused.inc(labels, one.refused);
    if (one.burst !== null) burst.set(labels, one.burst);
    if (one.serverBurst !== null) serverBurst.set(labels, one.serverBurst);
  }
}

function addAlarms(registry: Registry, { stops, breakers }: SendingAlarms): void {
  const { gauge } = instruments(registry);
  const open = gauge("sunap_breakers_open", "Limits behind which the service does not answer or refuses us", [
    "medium",
    "limit",
  ]);
  for (const limit of ["app", "user"]) open.set({ medium: "CHAT", limit }, 0);
  for (const { medium, limit } of breakers) open.inc({ medium, limit });
  const stopped = gauge("sunap_sending_stops", "Kill switches that are on", ["scope"]);
  stopped.set({ scope: "all" }, stops.filter(({ distributorId }) => distributorId === null).length);
  stopped.set({ scope: "distributor" }, stops.filter(({ distributorId }) => distributorId !== null).length);
}

function instruments(registry: Registry) {
  const registers = [registry];
  return {
    gauge: (name: string, help: string, labelNames: string[]) =>
      new Gauge({ name, help, labelNames, registers }),
    counter: (name: string, help: string, labelNames: string[]) =>
      new Counter({ name, help, labelNames, registers }),
  };
}
