import { connect } from "node:net";
import type { AgentRecord } from "../state/records";
import type { Store } from "../state/store";
import { chooseByWeight, chooseConversation, likelihood } from "./choose-conversation";
import type { Switchboard } from "./switchboard";

export type Traffic = {
  /** Reads the settings again; call it after they change. */
  restart(): void;
  close(): void;
};

/**
 * Places calls at random moments, `calls_per_minute` on average over all chosen agents, as telephones ring. The settings
 * live in the store, so traffic goes on after a restart.
 */
export function createTraffic(store: Store, switchboard: Switchboard): Traffic {
  let timer: NodeJS.Timeout | undefined;

  const next = () => {
    clearTimeout(timer);
    const { calls_per_minute } = store.settings.traffic;
    if (calls_per_minute <= 0) return;
    const wait_ms = (-Math.log(1 - Math.random()) * 60_000) / calls_per_minute;
    timer = setTimeout(() => {
      void ring();
      next();
    }, wait_ms);
  };

  const ring = async () => {
    const { agents, pace } = store.settings.traffic;
    const hour = new Date().getHours();
    const awake = [...store.agents.values()].filter(
      (one) => (agents.length === 0 || agents.includes(one.id)) && likelihood(one, hour) > 0,
    );
    if (awake.length === 0) return;
    const agent = chooseByWeight(awake, (one) => likelihood(one, hour));
    // Nobody rings while the house is still being built: a call nobody hears of would only puzzle its visitors.
    if (!(await isReachable(webhookOf(agent)))) return;
    const conversation = chooseConversation(agent, hour);
    await switchboard.place({ agent, conversation, pace });
  };

  return { restart: next, close: () => clearTimeout(timer) };
}

/** Where an agent's webhooks go: `webhook_url` at Retell, `server.url` at Vapi. */
function webhookOf({ document }: AgentRecord): string | undefined {
  if (typeof document.webhook_url === "string") return document.webhook_url;
  const { server } = document;
  return server && typeof server === "object" && "url" in server && typeof server.url === "string"
    ? server.url
    : undefined;
}

/** Whether anything listens at an address. */
async function isReachable(address: string | undefined): Promise<boolean> {
  if (!address) return false;
  const { hostname, port, protocol } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) || (protocol === "https:" ? 443 : 80), timeout: 2_000 });
  return new Promise<boolean>((resolve) => {
    const done = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", done(true)).once("error", done(false)).once("timeout", done(false));
  });
}
