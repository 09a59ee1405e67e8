import { type RefObject, useEffect } from "react";

/**
 * If the focused element disappears from the container, such as a button after its click, moves the focus to the fallback.
 * Otherwise the focus would return to the top of Flex's page.
 */
export function useFocusKept(container: RefObject<HTMLElement>, fallback: RefObject<HTMLElement>): void {
  useEffect(() => {
    const watched = container.current;
    if (!watched) return;

    let focused: Element | null = null;
    const onFocus = ({ target }: FocusEvent): void => {
      focused = target as Element;
    };
    const gone = new MutationObserver(() => {
      if (focused === null || watched.contains(focused)) return;
      focused = null;
      if (document.activeElement === document.body) fallback.current?.focus();
    });
    watched.addEventListener("focusin", onFocus);
    gone.observe(watched, { childList: true, subtree: true });

    return () => {
      watched.removeEventListener("focusin", onFocus);
      gone.disconnect();
    };
  }, [container, fallback]);
}
