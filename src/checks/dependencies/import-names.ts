/**
 * Names that are imported and are no packages, or belong to a package of another name. From the documentation of the
 * languages and of each package.
 */
import type { Ecosystem } from '#domain/package-fact.ts';

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** What a package is imported as, to the name under which it is installed. */
export const INSTALLED_AS: Readonly<Partial<Record<Ecosystem, ReadonlyMap<string, string>>>> = {
  pypi: new Map(
    Object.entries({
      attr: 'attrs',
      bio: 'biopython',
      bs4: 'beautifulsoup4',
      crypto: 'pycryptodome',
      cv2: 'opencv-python',
      dateutil: 'python-dateutil',
      decouple: 'python-decouple',
      discord: 'discord.py',
      docx: 'python-docx',
      dotenv: 'python-dotenv',
      fitz: 'PyMuPDF',
      git: 'GitPython',
      github: 'PyGithub',
      jose: 'python-jose',
      jwt: 'PyJWT',
      ldap: 'python-ldap',
      'levenshtein-distance': 'Levenshtein',
      magic: 'python-magic',
      multipart: 'python-multipart',
      mysqldb: 'mysqlclient',
      openssl: 'pyOpenSSL',
      pil: 'Pillow',
      pptx: 'python-pptx',
      psycopg2_binary: 'psycopg2-binary',
      rest_framework: 'djangorestframework',
      serial: 'pyserial',
      skimage: 'scikit-image',
      sklearn: 'scikit-learn',
      slugify: 'python-slugify',
      telegram: 'python-telegram-bot',
      usb: 'pyusb',
      wx: 'wxPython',
      yaml: 'PyYAML',
      zmq: 'pyzmq',
    }).map(([name, installed]) => [name.replace(/_/g, '-'), installed]),
  ),
  npm: new Map([
    ['react-dom/client', 'react-dom'],
    ['next/router', 'next'],
    ['lodash/fp', 'lodash'],
  ]),
};

/** Modules that come with the language, and so are nobody's to install. */
export const BUILT_IN: Readonly<Partial<Record<Ecosystem, ReadonlySet<string>>>> = {
  // https://nodejs.org/api/modules.html#built-in-modules, without names under which well-known packages are published
  npm: new Set(
    words(`
      async_hooks child_process cluster crypto dgram diagnostics_channel dns fs http http2 https inspector module net
      os path perf_hooks readline repl tls trace_events tty v8 vm wasi worker_threads zlib
    `),
  ),
  // https://docs.python.org/3/library/, without names that are backports
  pypi: new Set(
    words(`
      abc argparse ast asyncio base64 bisect bz2 calendar cmath collections configparser contextlib copy csv ctypes
      datetime decimal difflib email enum errno functools gc getpass glob gzip hashlib heapq hmac html http imaplib
      inspect io ipaddress itertools json keyword locale logging math mimetypes multiprocessing operator os pathlib pdb
      pickle platform pprint queue random re secrets select shelve shlex shutil signal smtplib socket sqlite3 ssl stat
      statistics string struct subprocess sys tarfile tempfile textwrap threading time timeit tkinter traceback types
      typing unittest urllib uuid venv warnings wave weakref xml zipfile zlib zoneinfo
    `),
  ),
};
