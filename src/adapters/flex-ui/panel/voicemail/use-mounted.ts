import { useCallback, useEffect, useRef } from "react";

/** Whether the component is still on the page. Guards asynchronous work that ends after it has gone. */
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
