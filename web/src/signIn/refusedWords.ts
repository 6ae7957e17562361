/** Why signing in at the identity provider came to nothing, and what to do; `reason` is the API's. */
export function refusedWords(reason: string): string {
  switch (reason) {
    case 'door closed':
      return 'Too many attempts to sign in failed. Try again in five minutes.';
    case 'no role':
      return 'Your council account has no role here. Ask whoever runs Throughline to give it one.';
    case 'person disabled':
      return 'You can no longer sign in here. Ask an administrator if this is a mistake.';
    case 'not begun here':
      return 'That sign-in was not begun in this browser, or took too long. Try again.';
    case 'provider refused':
      return 'The council’s sign-in did not let you through. Try again.';
    default:
      return 'Signing in did not work. Try again.';
  }
}
