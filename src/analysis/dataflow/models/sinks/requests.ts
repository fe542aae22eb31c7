/** Calls that send a request to the address they are given. */
import { sink, type SinkModel } from './sink-model.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'request'];

export const REQUEST_SINKS: readonly SinkModel[] = [
  sink(['fetch'], [''], [0], 'developer.mozilla.org/docs/Web/API/Window/fetch'),
  sink(
    ['node-fetch', 'cross-fetch', 'isomorphic-fetch', 'make-fetch-happen', 'undici'],
    ['', 'default', 'fetch', 'request', 'stream', 'pipeline'],
    [0],
    'the README of each package',
  ),
  sink(
    ['http', 'https', 'node:http', 'node:https', 'follow-redirects'],
    ['get', 'request'],
    [0],
    'nodejs.org/api/http.html',
    ['hostname', 'host', 'href'],
  ),
  sink(['axios'], ['', ...VERBS], [0], 'axios-http.com/docs/req_config', ['url', 'baseURL']),
  sink(
    [
      'got',
      'ky',
      'needle',
      'superagent',
      'request',
      'request-promise',
      'request-promise-native',
      'bent',
      'phin',
      'wreck',
      '@hapi/wreck',
      'urllib',
      'ofetch',
    ],
    ['', 'default', 'stream', 'read', ...VERBS],
    [0],
    'the README of each package',
    ['url', 'uri', 'baseUrl', 'prefixUrl'],
  ),
  sink(
    ['puppeteer', 'puppeteer-core', 'playwright', 'playwright-core', 'playwright-chromium'],
    ['goto'],
    [0],
    'pptr.dev/api/puppeteer.page.goto; playwright.dev/docs/api/class-page#page-goto',
  ),
  sink(['jsdom'], ['fromURL'], [0], 'github.com/jsdom/jsdom#fromurl'),
  sink(['ws', 'websocket', 'socket.io-client'], ['', 'WebSocket', 'io', 'connect'], [0], 'github.com/websockets/ws'),
];
