export function step<T>(title: string, work: () => Promise<T>): Promise<T>;
export function runNode(
  args: string[],
  options?: { env?: Record<string, string | undefined>; label?: string },
): Promise<void>;
