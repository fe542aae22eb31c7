/** Functions that take handlers without being routers: servers, consumers of messages, sockets. Data: a new library is a row. */
import type { ParamRole } from './http-frameworks.ts';

export type EntryKind = 'request' | 'procedure' | 'action' | 'message' | 'socket' | 'function';

export interface EntryCall {
  readonly framework: string;
  readonly kind: EntryKind;
  /** What is called, by symbol. */
  readonly symbols: readonly string[];
  /** Which argument is the handler, or holds it. */
  readonly argument: number;
  /** The property of that argument that is the handler; null where it is the argument itself. */
  readonly property: string | null;
  readonly roles: readonly ParamRole[];
  readonly source: string;
}

const REQUEST: readonly ParamRole[] = ['request', 'response'];
const MESSAGE: readonly ParamRole[] = ['message'];

export const ENTRY_CALLS: readonly EntryCall[] = [
  {
    framework: 'node',
    kind: 'request',
    symbols: ['http', 'https', 'node:http', 'node:https'].map((module) => `${module}.createServer`),
    argument: 0,
    property: null,
    roles: REQUEST,
    source: 'nodejs.org/api/http.html#httpcreateserveroptions-requestlistener',
  },
  {
    framework: 'node',
    kind: 'request',
    symbols: ['http', 'https', 'node:http', 'node:https', 'http2', 'node:http2'].flatMap((module) => [
      `${module}.createServer`,
      `${module}.createSecureServer`,
    ]),
    argument: 1,
    property: null,
    roles: REQUEST,
    source: 'nodejs.org/api/https.html#httpscreateserveroptions-requestlistener',
  },
  {
    framework: 'bullmq',
    kind: 'message',
    symbols: ['bullmq.Worker'],
    argument: 1,
    property: null,
    roles: MESSAGE,
    source: 'docs.bullmq.io/guide/workers',
  },
  {
    framework: 'bull',
    kind: 'message',
    symbols: ['bull().process', 'bee-queue().process'],
    argument: 0,
    property: null,
    roles: MESSAGE,
    source: 'github.com/OptimalBits/bull reference, Queue##process',
  },
  {
    framework: 'bull',
    kind: 'message',
    symbols: ['bull().process'],
    argument: 1,
    property: null,
    roles: MESSAGE,
    source: 'github.com/OptimalBits/bull reference, Queue##process',
  },
  ...['eachMessage', 'eachBatch'].map((property): EntryCall => ({
    framework: 'kafka',
    kind: 'message',
    symbols: ['kafkajs.Kafka().consumer().run', '@confluentinc/kafka-javascript.KafkaJS.Kafka().consumer().run'],
    argument: 0,
    property,
    roles: MESSAGE,
    source: 'kafka.js.org/docs/consuming',
  })),
  ...['handleMessage', 'handleMessageBatch'].map((property): EntryCall => ({
    framework: 'sqs',
    kind: 'message',
    symbols: ['sqs-consumer.Consumer.create'],
    argument: 0,
    property,
    roles: MESSAGE,
    source: 'github.com/bbc/sqs-consumer',
  })),
  {
    framework: 'amqp',
    kind: 'message',
    symbols: ['amqplib.connect().createChannel().consume'],
    argument: 1,
    property: null,
    roles: MESSAGE,
    source: 'amqp-node.github.io/amqplib/channel_api.html#channel_consume',
  },
];

/** What gives connections, and what a connection is listened to by (socket.io/docs/v4/server-api, github.com/websockets/ws). */
export const SOCKET_SERVERS: ReadonlySet<string> = new Set([
  ...['socket.io.Server()', 'socket.io()', 'ws.WebSocketServer()', 'ws.Server()', 'ws()'],
  ...['socket.io.Server().of()', 'socket.io().of()'],
]);
export const SOCKET_LISTENERS: ReadonlySet<string> = new Set(['on', 'addListener', 'once', 'addEventListener']);

/** Names under which a platform calls an exported function, and what its first parameter looks like (docs.aws.amazon.com/lambda nodejs-handler). */
export const FUNCTION_EXPORTS: ReadonlySet<string> = new Set(['handler', 'lambdaHandler', 'main']);
export const EVENT_PARAM = /^_?(?:event|evt)$/;
export const EVENT_TYPE =
  /^(?:\w*APIGateway\w*Event\w*|ALBEvent|LambdaFunctionURLEvent|SQSEvent|SNSEvent|S3Event|DynamoDBStreamEvent)\b/;
