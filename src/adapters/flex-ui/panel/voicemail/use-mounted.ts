import { useCallback, useEffect, useRef } from "react";

/** Whether the component is still on the page: what comes after it has gone is not for it. */
export function useMounted(): () => boolean {
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;

    return () => {
      isMounted.current = false;
    };
  }, []);

  return useCallback(() => isMounted.current, []);
}
