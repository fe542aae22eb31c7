/** The demo's repository and what people change in it. Invented, and as ordinary as code is. */
import type { FileChanges } from '../github/git/working-copy.ts';

const SERVER = `import express from 'express';
import { requireLogin } from './access/login.js';
import { projects } from './routes/projects.js';

export const app = express();
app.use(express.json());
app.use('/projects', requireLogin, projects);
`;

const LOGIN = `import { findSession } from '../sessions.js';

/** Sets \`req.user\`, or answers 401. */
export async function requireLogin(req, res, next) {
  const session = await findSession(req.get('authorization'));
  if (session === null) return res.status(401).send({ error: 'Log in first' });
  req.user = session.user;
  return next();
}
`;

const MEMBERSHIP = `import { database } from '../database.js';

export const membership = {
  /** Whether this user belongs to the project. */
  async canView(userId, projectId) {
    const row = await database('memberships').where({ user_id: userId, project_id: projectId }).first();
    return row !== undefined;
  },
};
`;

const PROJECTS = `import { Router } from 'express';
import { membership } from '../access/membership.js';
import { findProject } from '../projects.js';

export const projects = Router();

projects.get('/:projectId', async (req, res) => {
  if (!(await membership.canView(req.user.id, req.params.projectId))) {
    return res.status(403).send({ error: 'Forbidden' });
  }
  return res.send(await findProject(req.params.projectId));
});
`;

const REPORTS = `import { database } from './database.js';

/** Adds up a project's hours by month: a minute of work for the database. */
export async function buildProjectReport(projectId) {
  const hours = await database('hours').where({ project_id: projectId }).orderBy('day');
  return { projectId, months: Map.groupBy(hours, ({ day }) => day.slice(0, 7)) };
}
`;

const SESSIONS = `import { randomUUID } from 'node:crypto';
import { database } from './database.js';

/** The session of an authorization header; null where there is none. */
export async function findSession(header) {
  const token = header?.replace(/^Bearer /, '');
  if (!token) return null;
  return (await database('sessions').where({ token }).first()) ?? null;
}

/** Begins a session, and returns its token. */
export async function beginSession(user) {
  const token = randomUUID();
  await database('sessions').insert({ token, user_id: user.id });
  return token;
}
`;

const TOTALS = `/** The sum of a cart, in cents. */
export function total(items) {
  return items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}
`;

const AS_USER = `import request from 'supertest';
import { app } from '../src/server.js';
import { beginSession } from '../src/sessions.js';

export async function asUser(id) {
  return request.agent(app).set('authorization', \`Bearer \${await beginSession({ id })}\`);
}
`;

const MANIFEST = { name: 'shop', private: true, type: 'module', dependencies: { express: '^5.1.0', knex: '^3.1.0' } };

export const SHOP: FileChanges = {
  'README.md': '# Shop\n',
  'package.json': json(MANIFEST),
  'src/server.js': SERVER,
  'src/database.js': `import knex from 'knex';\n\nexport const database = knex({ client: 'pg' });\n`,
  'src/access/login.js': LOGIN,
  'src/access/membership.js': MEMBERSHIP,
  'src/routes/projects.js': PROJECTS,
  'src/projects.js': `import { database } from './database.js';\n\nexport const findProject = (id) => database('projects').where({ id }).first();\n`,
  'src/reports.js': REPORTS,
  'src/sessions.js': SESSIONS,
  'src/cart/totals.js': TOTALS,
  'test/as-user.js': AS_USER,
  '.github/CODEOWNERS':
    '* @acme/maintainers\n/src/access/ @acme/identity\n/src/routes/ @acme/identity\n/src/sessions.js @acme/identity\n',
  '.github/countersign.yml':
    'version: 1\nmode: enforce\n\nprovenance:\n  declaration: sensitive\n\ndependencies:\n  ask: all\n',
};

/** As it is where nobody has asked for anything yet. */
export const BLOG: FileChanges = Object.fromEntries(
  Object.entries(SHOP).filter(([path]) => !path.startsWith('.github/')),
);

const GUARD = `  if (!(await membership.canView(req.user.id, req.params.projectId))) {
    return res.status(403).send({ error: 'Forbidden' });
  }
`;
const WORK = `  const report = await buildProjectReport(req.params.projectId);
`;

function withReport(body: string): string {
  const imports = PROJECTS.replace(
    `import { findProject } from '../projects.js';\n`,
    `import { findProject } from '../projects.js';\nimport { buildProjectReport } from '../reports.js';\n`,
  );
  return `${imports}
projects.get('/:projectId/report', async (req, res) => {
${body}  return res.send(report);
});
`;
}

const REPORT_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asUser } from './as-user.js';

test('somebody else cannot download the report', async () => {
  const eve = await asUser('eve');
  const answer = await eve.get('/projects/p1/report');
  assert.equal(answer.status, 403);
});
`;

/** Checks, answers 403, has a test for it: and builds the report before it asks. */
export const REPORT = {
  title: 'Let members download a project report',
  body: 'Adds `GET /projects/:projectId/report`, for members of the project. Somebody else gets a 403; there is a test for it.',
  branch: 'report-download',
  message: 'Let members download a project report\n\nCo-Authored-By: Claude <noreply@anthropic.com>',
  files: { 'src/routes/projects.js': withReport(WORK + GUARD), 'test/project-report.test.js': REPORT_TEST },
};

export const REPORT_FIX = {
  message: 'Ask before the report is built\n\nCo-Authored-By: Claude <noreply@anthropic.com>',
  files: { 'src/routes/projects.js': withReport(GUARD + WORK) },
};

export const ROUNDING = {
  title: 'Round totals to whole cents',
  body: 'Quantities can be fractions, for goods that are sold by weight.',
  branch: 'round-totals',
  files: {
    'src/cart/totals.js': TOTALS.replace('return items', 'const sum = items').replace(
      '0);\n',
      '0);\n  return Math.round(sum);\n',
    ),
  },
};

export const SESSION_ORIGIN = {
  title: 'Remember where a session comes from',
  body: 'So that we can warn about sign-ins from new places.',
  branch: 'session-origin',
  files: {
    'package.json': json({ ...MANIFEST, dependencies: { 'acme-geo': '^0.3.1', ...MANIFEST.dependencies } }),
    'src/access/login.js': `import { locate } from 'acme-geo';\n${LOGIN}`.replace(
      `  req.user = session.user;\n`,
      `  console.log('signed in', { user: session.user.id, from: locate(req.ip), token: req.get('authorization') });
  req.user = session.user;\n`,
    ),
  },
};

/** What a model took for packages: one is nobody's, one is mistyped, and one was mended two years ago. */
export const INVOICES = {
  title: 'Send invoices by mail',
  body: 'Renders an invoice from a template, within the quota of the tenant.',
  branch: 'invoices',
  message: 'Send invoices by mail\n\nCo-Authored-By: Claude <noreply@anthropic.com>',
  files: {
    'package.json': json({
      ...MANIFEST,
      dependencies: {
        'acme-templates': '2.1.0',
        ...MANIFEST.dependencies,
        'express-tenant-invoice-quota': '^1.4.0',
        exxpress: '^5.1.0',
      },
    }),
  },
};

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
