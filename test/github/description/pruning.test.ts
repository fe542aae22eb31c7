/** GitHub's description, cut down: what is kept, and that what it means is the same. */
import { describe, expect, it } from '@jest/globals';
import { pruneDescription, type OpenApiDescription } from '../../../scripts/github-openapi/prune.ts';

const TITLE = { type: 'string', nullable: true, description: 'Prose.', example: 'An example' };
const LONG = {
  type: 'object',
  properties: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`property_${index}`, { type: 'string', format: 'uri' }]),
  ),
};

const DESCRIPTION: OpenApiDescription = {
  info: { license: { name: 'MIT' } },
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'things/get',
        externalDocs: { url: 'https://docs.example.com/things' },
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } } },
          404: { content: { 'application/json': { schema: { $ref: '#/components/schemas/unused' } } } },
        },
      },
      patch: {
        operationId: 'things/update',
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { type: 'object', properties: { title: TITLE, description: TITLE } } },
          },
        },
        responses: { 204: { description: 'Done.' } },
      },
    },
  },
  'x-webhooks': {
    'thing-made': {
      post: {
        operationId: 'thing/made',
        requestBody: {
          content: { 'application/json': { schema: { type: 'object', properties: { first: LONG, second: LONG } } } },
        },
      },
    },
  },
  components: {
    parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'integer', default: 1 } } },
    schemas: {
      thing: { type: 'object', properties: { title: TITLE, part: { $ref: '#/components/schemas/part' } } },
      part: { nullable: true, type: 'object', properties: { whole: { $ref: '#/components/schemas/thing' } } },
      unused: { type: 'object' },
    },
  },
};

const NULLABLE = { anyOf: [{ type: 'null' }, { type: 'string' }] };

describe('pruning', () => {
  const { 'rest-api': rest, webhooks } = pruneDescription(DESCRIPTION, ['things/get', 'things/update'], ['thing/made']);
  const operations = Object.fromEntries(rest['operations'] ?? []) as Record<string, object>;

  it('keeps parameters, bodies and good answers, and leaves prose out', () => {
    expect(operations['things/get']).toEqual({
      method: 'GET',
      path: '/things/{id}',
      documentation: 'https://docs.example.com/things',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      body: null,
      bodyRequired: false,
      answers: { 200: { $ref: '#/schemas/thing' } },
    });
  });

  it('says `nullable` as JSON Schema does, and takes a property called `description` for what it is', () => {
    expect(operations['things/update']).toMatchObject({
      body: { type: 'object', properties: { title: NULLABLE, description: NULLABLE } },
      bodyRequired: true,
      answers: { 204: null },
    });
  });

  it('brings the schemas along that are referred to, round in circles too, and no others', () => {
    expect(Object.fromEntries(rest['schemas'] ?? [])).toEqual({
      thing: { type: 'object', properties: { title: NULLABLE, part: { $ref: '#/schemas/part' } } },
      part: { anyOf: [{ type: 'null' }, { type: 'object', properties: { whole: { $ref: '#/schemas/thing' } } }] },
    });
  });

  it('says once what is written out twice', () => {
    const shared = { $ref: '#/schemas/shared-1' };
    expect(webhooks['webhooks']).toEqual([
      ['thing/made', { type: 'object', properties: { first: shared, second: shared } }],
    ]);
    expect(webhooks['schemas']).toEqual([['shared-1', LONG]]);
  });

  it('fails for what is not there', () => {
    expect(() => pruneDescription(DESCRIPTION, ['things/list'], [])).toThrow('things/list is not in the description');
  });
});
