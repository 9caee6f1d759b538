import { createLimiter, type Limiter, type Verdict } from "./limiter.ts";
import type { LimitRule, Limits } from "./settings.ts";

export type LimitedAction = "send" | "read" | "create-channel" | "create-user";
type GateScope = "user" | "application";

export interface GateVerdict extends Verdict {
  scope: GateScope;
  rule: LimitRule;
}

interface Gate {
  scope: GateScope;
  rule: LimitRule;
  limiter: Limiter;
}

/** All the limiters of one application. A request counts against all that concern it, or, if one refuses, none. */
export class RateGate {
  #gates: Record<"userSend" | "appSend" | "appRead" | "createChannel" | "createUser", Gate>;

  constructor(limits: Limits) {
    const gate = (scope: GateScope, rule: LimitRule): Gate => ({
      scope,
      rule,
      limiter: createLimiter(limits, rule),
    });
    this.#gates = {
      userSend: gate("user", limits.userSend),
      appSend: gate("application", limits.appSend),
      appRead: gate("application", limits.appRead),
      createChannel: gate("application", limits.createChannel),
      createUser: gate("application", limits.createUser),
    };
  }

  /** `userId` is the sender of a message; a send that names none can only be held to the application's limit. */
  pass(action: LimitedAction, userId: string | null, nowMs: number): GateVerdict {
    const concerned = this.#concerned(action, userId);
    for (const { gate, key } of concerned) {
      const verdict = gate.limiter.check(key, nowMs);
      if (!verdict.allowed) return { ...verdict, scope: gate.scope, rule: gate.rule };
    }
    const taken = concerned.map(({ gate, key }) => ({
      ...gate.limiter.take(key, nowMs),
      scope: gate.scope,
      rule: gate.rule,
    }));
    return taken.reduce((tightest, verdict) => (verdict.remaining < tightest.remaining ? verdict : tightest));
  }

  #concerned(action: LimitedAction, userId: string | null): { gate: Gate; key: string }[] {
    if (action === "read") return [{ gate: this.#gates.appRead, key: "app" }];
    if (action === "create-channel") return [{ gate: this.#gates.createChannel, key: "app" }];
    if (action === "create-user") return [{ gate: this.#gates.createUser, key: "app" }];
    const app = { gate: this.#gates.appSend, key: "app" };
    return userId === null ? [app] : [{ gate: this.#gates.userSend, key: userId }, app];
  }
}
