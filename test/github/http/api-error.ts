/** An answer that is a refusal, in GitHub's words and form. */

/** GitHub sends an object for each field at fault, and for some rules just a sentence. */
export type ErrorDetail =
  string | { readonly resource: string; readonly field: string; readonly code: string; readonly message?: string };

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code = 'api-error';
  readonly status: number;
  readonly errors: readonly ErrorDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    options: { readonly errors?: readonly ErrorDetail[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

export function unprocessable(...errors: readonly ErrorDetail[]): ApiError {
  return new ApiError(
    422,
    errors.every((error) => typeof error === 'string') ? 'Unprocessable Entity' : 'Validation Failed',
    { errors },
  );
}
