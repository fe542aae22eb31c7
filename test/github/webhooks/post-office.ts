/**
 * Sends deliveries to apps, each with ten seconds to be answered, and never again by itself. Tests may hold them back
 * and let them go in another order.
 */
import { createHmac, randomUUID } from 'node:crypto';
import type { App } from '../state/apps.ts';
import type { World } from '../state/world.ts';
import type { Delivery, Outcome } from './delivery.ts';

export interface PostOffice {
  send(delivery: Delivery): void;
  /** From now on nothing is sent until it is released. */
  hold(): void;
  /** Sends what is held: in its order, or as `order` arranges it; what `order` leaves out is lost. */
  release(order?: (held: readonly Delivery[]) => readonly Delivery[]): void;
  /** Those that are held and not yet sent. */
  held(): readonly Delivery[];
  /** Once more under the same GUID, as `POST /app/hook/deliveries/{id}/attempts` does. */
  redeliver(delivery: Delivery): Delivery;
  /** When everything that was sent has been answered, or has failed. */
  settled(): Promise<void>;
  /** Gives up what is under way. */
  close(): void;
}

const TIMEOUT_MS = 10_000;
/** Larger payloads are never sent. */
const MAX_PAYLOAD_BYTES = 25 * 1024 * 1024;

export function createPostOffice(world: World): PostOffice {
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  let waiting: Delivery[] | null = null;
  const start = (delivery: Delivery): void => {
    delivery.sentAt = world.now();
    const posting = post(delivery, closing.signal).then((outcome) => {
      delivery.outcome = outcome;
      underWay.delete(posting);
    });
    underWay.add(posting);
  };
  const send = (delivery: Delivery): void => {
    if (Buffer.byteLength(delivery.body) > MAX_PAYLOAD_BYTES) return;
    world.deliveries.push(delivery);
    if (waiting === null) start(delivery);
    else waiting.push(delivery);
  };
  return {
    send,
    hold: () => void (waiting ??= []),
    release(order = (held) => held) {
      const held = waiting ?? [];
      waiting = null;
      for (const delivery of order(held)) start(delivery);
    },
    held: () => [...(waiting ?? [])],
    redeliver(delivery) {
      const again = { ...delivery, id: world.nextId(), redelivery: true, outcome: null };
      send(again);
      return again;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () => closing.abort(),
  };
}

async function post({ url, headers, body }: Delivery, closing: AbortSignal): Promise<Outcome> {
  const started = performance.now();
  const durationMs = (): number => performance.now() - started;
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    const text = await response.text();
    const status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;
    const answered = Object.fromEntries(response.headers);
    return { status, statusCode: response.status, durationMs: durationMs(), headers: answered, body: text };
  } catch (error) {
    const status = Error.isError(error) && error.name === 'TimeoutError' ? 'timed out' : 'failed to connect to host';
    return { status, statusCode: 0, durationMs: durationMs(), headers: {}, body: null };
  }
}

/** The value of `X-Hub-Signature-256`. */
function signatureOf(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Headers of a delivery, the signature among them. */
export function deliveryHeaders(app: App, guid: string, event: string, body: string): Record<string, string> {
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/stand-in',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(app.id),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': signatureOf(app.webhookSecret, body),
  };
}

export function newGuid(): string {
  return randomUUID();
}
