/** Limits on what a stranger may hold, and the end of a server. Over real sockets. */
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { listen, type ListenOptions, type RunningServer } from './listen.ts';
import { createBodyReader } from './read-body.ts';

const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop({ graceMs: 100 });
});

async function start(options: Partial<ListenOptions> = {}): Promise<RunningServer> {
  const bodies = createBodyReader({ maxBytes: 100, maxBytesAtOnce: 1_000 });
  const server = await listen({
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'silent' }),
    maxBodyBytes: 100,
    handle: async (request) => ({ status: 200, body: (await bodies.read(request)).kind }),
    ...options,
  });
  running.push(server);
  return server;
}

interface Conversation {
  readonly socket: Socket;
  /** All that came, when the other side has ended it. */
  readonly ended: Promise<string>;
}

function open({ port }: RunningServer, text: string): Conversation {
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const ended = new Promise<string>((resolve) => {
    socket.on('close', () => resolve(heard));
    socket.on('error', () => undefined);
  });
  return { socket, ended };
}

const impatient = { headersMs: 200, requestMs: 400, lookMs: 50 };

describe('who is slow', () => {
  it('with the headers is not waited for', async () => {
    const server = await start({ patience: impatient });
    expect(await open(server, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow').ended).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('with the body is not waited for', async () => {
    const server = await start({ patience: impatient });
    expect(await open(server, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nslow').ended).toMatch(/408/);
  });
});

describe('a refused body', () => {
  it('is read on, so that its sender sees the answer', async () => {
    const server = await start();
    const { socket, ended } = open(
      server,
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5000000\r\n\r\n',
    );
    socket.write(Buffer.alloc(5_000_000));
    expect(await ended).toContain('too-large');
  });

  it('is not read for ever', async () => {
    const server = await start();
    const { socket, ended } = open(server, 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    const piece = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000), Buffer.from('\r\n')]);
    let sent = 0;
    const more = (): void => {
      while (!socket.destroyed && socket.writable) {
        sent += 1;
        if (!socket.write(piece)) return void socket.once('drain', more);
      }
    };
    more();
    await ended;
    expect(sent).toBeGreaterThan(60);
  });
});

describe('the end', () => {
  it('waits for what is being answered, closes what is idle, and takes nothing more', async () => {
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const server = await start({ handle: async () => held.then(() => ({ status: 200, body: 'late' })) });
    const idle = open(server, '');
    const asked = open(server, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await pause(100);
    const stopped = server.stop({ graceMs: 5_000 });
    expect(await idle.ended).toBe('');
    await expect(fetch(server.url)).rejects.toThrow();
    answer();
    expect(await asked.ended).toMatch(/connection: close[^]*late/i);
    await stopped;
  });

  it('does not wait longer than it is told', async () => {
    const server = await start({ handle: () => new Promise(() => undefined) });
    const asked = open(server, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await pause(50);
    await server.stop({ graceMs: 50 });
    expect(await asked.ended).toBe('');
  });
});

it('says what to do where its port is in use', async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toMatchObject({ code: 'port-in-use', remedy: expect.stringContaining('PORT') });
});

it('says what to do where its host is none of this machine', async () => {
  await expect(start({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'host-refused' });
});
