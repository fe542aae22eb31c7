/** How much of a change is read, counted in bytes and steps so that the same change ends the same way everywhere. */

/** GitHub itself shows 250; nobody reviews this many. */
export const MAX_COMMITS = 10_000;

/** Of one file: git compares no larger ones by line either. Code has a lower bound of its own, in `classify`. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** Of all changed files together, both sides: an imported repository of 600,000 lines has a tenth of it. */
export const MAX_READ_BYTES = 256 * 1024 * 1024;

/** Of one text searched for secrets whole; of a larger one only the changed lines are. */
export const MAX_SCANNED_WHOLE = 1024 * 1024;

/** Of all texts searched for secrets, in UTF-16 units: some ten seconds. */
export const MAX_SCANNED = 32 * 1024 * 1024;

/**
 * Handler, service, repository: a guard or an effect is seldom further from the route than three imports, and each
 * further step multiplies what there is to read.
 */
export const MAX_IMPORT_DEPTH = 3;

/** A change of 20 files reaches 50 to 150 modules within three imports; 400 are read in under a second without a cache. */
export const MAX_LINKED_MODULES = 400;

/** tsconfig.json and package.json files, of each kind: large monorepos have some hundred packages. */
export const MAX_SETTINGS_FILES = 300;

/** Of all program files that an index of a tree is made from: two million lines. */
export const MAX_INDEXED_BYTES = 64 * 1024 * 1024;

/** Of one of them: what is larger is not read as code either. */
export const MAX_INDEXED_FILE_BYTES = 1024 * 1024;

/** A router is mounted by a module that is mounted by the application. */
export const MAX_IMPORTER_DEPTH = 2;

/** A file that hundreds import is a tool: what some of them do with it tells what all do. */
export const MAX_IMPORTERS = 30;

/** Candidates that are read to see whether they import what changed: a frequent word names many. */
export const MAX_IMPORTER_CANDIDATES = 60;

/** What guards a route is imported by the module that mounts it. */
export const IMPORTERS_IMPORT_DEPTH = 1;

/** Of what the importers import: twenty routers and their applications have no more guards. */
export const MAX_IMPORTERS_IMPORTS = 60;

/** Unchanged files that are read to know what changed infrastructure says, on one side: the largest modules have some hundred. */
export const MAX_NEIGHBOURS = 600;

/** A module's module's module: each round reads what the one before it calls. */
export const MAX_NEIGHBOUR_ROUNDS = 3;

/** Manifests and lockfiles that did not change, of each side, that are read to understand those that did. */
export const MAX_MANIFESTS = 200;

/** Packages that are asked about in full, and packages of which only known weaknesses are. */
export const MAX_PACKAGES_ASKED = 300;
export const MAX_ADVISORIES_ASKED = 5_000;

/** Each is a process of git: past this, shares are given by commit. */
export const MAX_BLAMED_FILES = 300;
export const MAX_BLAMED_COMMITS = 2_000;

/** Of a tool's record of a commit, or of all its traces. */
export const MAX_RECORD_BYTES = 4 * 1024 * 1024;
