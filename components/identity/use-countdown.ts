import { useCallback, useEffect, useState } from "react";

/** Seconds left until an instant set by `start`; by the clock, as a sleeping phone stops the timer. */
export function useCountdown(): { secondsLeft: number; start: (seconds: number) => void } {
  const [endsAt, setEndsAt] = useState(0);
  const [now, setNow] = useState(0);
  const running = endsAt > now;

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);

  const start = useCallback((seconds: number) => {
    setNow(Date.now());
    setEndsAt(Date.now() + seconds * 1000);
  }, []);
  return { secondsLeft: running ? Math.ceil((endsAt - now) / 1000) : 0, start };
}
