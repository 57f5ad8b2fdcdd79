// The widget of one host page: one script tag makes one widget, further ones make none.
import { Keeper } from "./keeper";
import { fail } from "./site_console";
import { findTag } from "./tag";

const MARK = Symbol.for("committee-assistant");

function begin(): void {
  const page = window as unknown as Record<symbol, Keeper | undefined>;
  const tag = findTag();
  const keeper = page[MARK];
  if (tag === null || !/^https?:/.test(tag.source)) {
    fail(
      "no script tag with the address of widget.js was found, so it is not known which service to ask: load widget.js from the service, by the src of a script tag.",
    );
  } else if (keeper === undefined) page[MARK] = new Keeper(tag);
  else keeper.again(tag);
}

begin();
