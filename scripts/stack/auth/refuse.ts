/** A refusal in the shape of Supabase Auth: supabase-js reads `error_code`. Source: supabase/auth internal/api/errors.go */
export function refuse(status: number, code: string, message: string): Response {
  return Response.json({ code: status, error_code: code, msg: message }, { status });
}
