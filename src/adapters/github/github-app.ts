/**
 * The App's credentials: a connection for each installation, with tokens of its own, and tokens for git that open one
 * repository for reading. Probot's client would make them, too, but it sleeps between writes and sends them again by
 * itself; both are the queue's business here, and so the worker needs `@octokit/auth-app` alone.
 */
import { createPrivateKey } from 'node:crypto';
import { createAppAuth } from '@octokit/auth-app';
import type { Logger } from 'pino';
import { z } from 'zod';
import { connect, type Connection, type ConnectionOptions } from './connection.ts';
import { createInstallationTokens, type GitHubToken } from './installation-tokens.ts';
import { parseAnswer } from './parse-answer.ts';
import { tokenAuthentication } from './token-authentication.ts';

export interface GitHubAppOptions extends ConnectionOptions {
  readonly appId: number;
  /** PEM; line breaks may be written as `\n`. */
  readonly privateKey: string;
}

/** An installation's way to GitHub. */
export interface Installation {
  readonly id: number;
  readonly appId: number;
  readonly github: Connection;
  readonly log: Logger;
  /** The App's own login where REST names a comment's author: `countersign[bot]`. */
  readonly botLogin: () => Promise<string>;
}

export interface GitHubApp {
  installation(id: number): Installation;
  /** As the App itself: its installations, its deliveries. */
  readonly asApp: Connection;
  /** Reads the contents of one repository (`owner/name`), and nothing else. Good for ten minutes at least. */
  gitToken(installationId: number, repository: string): Promise<GitHubToken>;
  /** After an event about the installation: its tokens may no longer say what it may do. */
  forget(installationId: number): void;
}

const MOST_CONNECTIONS = 1000;

/** @throws TypeError where the private key is none; the message does not quote it */
export function createGitHubApp(options: GitHubAppOptions): GitHubApp {
  const { appId, log, now = Date.now } = options;
  const asApp = connect(options, appAuthentication(appId, readKey(options.privateKey)));
  const tokens = createInstallationTokens(asApp, now);
  const installations = new Map<number, Installation>();
  let login: Promise<string> | null = null;

  async function askLogin(): Promise<string> {
    const { data } = await asApp.rest.apps.getAuthenticated();
    return `${parseAnswer(z.object({ slug: z.string() }), data, 'GET /app').slug}[bot]`;
  }

  function botLogin(): Promise<string> {
    login ??= askLogin().catch((error: unknown) => {
      login = null;
      throw error;
    });
    return login;
  }

  function open(id: number): Installation {
    const scope = { installationId: id, repository: null };
    const ownLog = log.child({ installation: id });
    const token = async (refresh: boolean) => (await tokens.get(scope, refresh)).token;
    const github = connect({ ...options, log: ownLog }, tokenAuthentication(token));
    return { id, appId, github, log: ownLog, botLogin };
  }

  return {
    asApp,
    installation(id) {
      const installation = installations.get(id) ?? open(id);
      // Kept in the order of use: the one not used for longest leaves first.
      installations.delete(id);
      installations.set(id, installation);
      if (installations.size > MOST_CONNECTIONS) installations.delete(installations.keys().next().value ?? 0);
      return installation;
    },
    gitToken: (installationId, repository) =>
      tokens.get({ installationId, repository: repository.slice(repository.indexOf('/') + 1) }, false),
    forget(installationId) {
      tokens.forget(installationId);
      installations.delete(installationId);
    },
  };
}

function appAuthentication(appId: number, privateKey: string) {
  // What is asked as the App is refused without quoting the answer: it could echo a token that nobody here has seen.
  return { strategy: createAppAuth, options: { appId, privateKey }, redact: () => '' };
}

function readKey(pem: string): string {
  const text = pem.replaceAll('\\n', '\n').trim();
  try {
    createPrivateKey(text);
  } catch {
    throw new TypeError('The private key of the GitHub App is no key in PEM format');
  }
  return text;
}
