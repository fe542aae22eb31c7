/**
 * Actions that restore a cache, and what switches it on or off, as their own documentation says; actions and commands that
 * publish. A new action is a row.
 */

export type CachePolicy =
  /** Restores a cache unless an input says otherwise. */
  | {
      readonly kind: 'unless';
      readonly input: string;
      readonly off: RegExp;
      readonly alsoOn?: string;
      readonly since?: number;
    }
  /** Restores a cache when an input says so. */
  | { readonly kind: 'when'; readonly input: string; readonly on: RegExp }
  | { readonly kind: 'always' };

const FALSE = /^(?:false|no|off)$/i;
const TRUE = /^(?:true|yes|on|auto)$/i;
const GIVEN = /^(?!(?:false|none|no|off)$).+/i;
const always: CachePolicy = { kind: 'always' };

function unless(input: string, off = FALSE): CachePolicy {
  return { kind: 'unless', input, off };
}

function when(input: string, on = GIVEN): CachePolicy {
  return { kind: 'when', input, on };
}

/** By the action's name in lower case. */
export const CACHING: Readonly<Record<string, CachePolicy>> = {
  'actions/cache': unless('lookup-only', TRUE),
  'actions/cache/restore': unless('lookup-only', TRUE),
  'actions/setup-go': unless('cache'),
  'actions/setup-java': when('cache'),
  // Package managers are cached by default from version 5 on; `cache` asks for it in every version.
  'actions/setup-node': { kind: 'unless', input: 'package-manager-cache', off: FALSE, alsoOn: 'cache', since: 5 },
  'actions/setup-python': when('cache'),
  'actions/setup-dotnet': when('cache', TRUE),
  'astral-sh/setup-uv': unless('enable-cache'),
  'ruby/setup-ruby': when('bundler-cache', TRUE),
  'swatinem/rust-cache': unless('lookup-only', TRUE),
  'mozilla-actions/sccache-action': always,
  'hendrikmuhs/ccache-action': always,
  'determinatesystems/magic-nix-cache-action': always,
  'nix-community/cache-nix-action': always,
  'actions-rust-lang/setup-rust-toolchain': unless('cache'),
  'moonrepo/setup-rust': unless('cache'),
  'gradle/actions/setup-gradle': unless('cache-disabled', TRUE),
  'gradle/gradle-build-action': unless('cache-disabled', TRUE),
  'burrunan/gradle-cache-action': always,
  'coursier/cache-action': always,
  'pyo3/maturin-action': when('sccache', TRUE),
  'jdx/mise-action': unless('cache'),
  'denoland/setup-deno': when('cache', TRUE),
  'pnpm/action-setup': when('cache', TRUE),
  'docker/setup-buildx-action': unless('cache-binary'),
  'docker/setup-qemu-action': unless('cache-image'),
  'docker/build-push-action': when('cache-from', /type=gha/),
  'docker/bake-action': when('set', /cache-from=type=gha/),
  'golangci/golangci-lint-action': unless('skip-cache', TRUE),
  'julia-actions/cache': always,
  'r-lib/actions/setup-r-dependencies': unless('cache', FALSE),
  'prefix-dev/setup-pixi': unless('cache'),
  'mamba-org/setup-micromamba': when('cache-environment', TRUE),
  'snok/install-poetry': when('cache', TRUE),
  'graalvm/setup-graalvm': when('cache'),
  'subosito/flutter-action': when('cache', TRUE),
  'leafo/gh-actions-lua': always,
  'haskell-actions/setup': when('cache', TRUE),
  'bahmutov/npm-install': always,
};

/** Actions that put what was built where others get it; with an input that says whether they do. */
export const PUBLISHING: Readonly<Record<string, { readonly input: string; readonly on: RegExp } | null>> = {
  'pypa/gh-action-pypi-publish': null,
  'docker/build-push-action': { input: 'push', on: TRUE },
  'docker/bake-action': { input: 'push', on: TRUE },
  'softprops/action-gh-release': null,
  'ncipollo/release-action': null,
  'svenstaro/upload-release-action': null,
  'goreleaser/goreleaser-action': { input: 'args', on: /release/ },
  'js-devtools/npm-publish': null,
  'rubygems/release-gem': null,
  'actions/deploy-pages': null,
  'peaceiris/actions-gh-pages': null,
  'jamesives/github-pages-deploy-action': null,
  'cloudflare/wrangler-action': null,
  'azure/webapps-deploy': null,
  'aws-actions/amazon-ecs-deploy-task-definition': null,
  'google-github-actions/deploy-cloudrun': null,
  'googleapis/release-please-action': null,
  'changesets/action': { input: 'publish', on: GIVEN },
  'cycjimmy/semantic-release-action': null,
  'katyo/publish-crates': null,
  'tauri-apps/tauri-action': null,
};
