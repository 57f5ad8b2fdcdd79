"""What a visitor does with the widget. Locators look into its shadow root."""

from playwright.sync_api import BrowserContext, Locator, Page


class Visit:
    """One host page with the widget."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.locator("committee-assistant .launcher")
        self.panel = page.locator("committee-assistant .panel")
        self.box = page.locator("committee-assistant #question")
        self.answers = page.locator("committee-assistant .answer")
        self.status = page.locator("committee-assistant [role=status]")

    def open(self) -> "Visit":
        self.launcher.click()
        self.box.wait_for()
        return self

    def ask(self, question: str) -> Locator:
        """Ask, wait for what becomes of it, and give that."""
        count = self.answers.count()
        self.box.fill(question)
        self.page.keyboard.press("Enter")
        self.answers.nth(count).wait_for()
        return self.answers.nth(count)

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True)

    def focused(self) -> str:
        """Id or class of the element in the widget that has the focus; empty when none has."""
        found: str = self.page.locator("committee-assistant").evaluate(
            "host => host.shadowRoot.activeElement?.id || host.shadowRoot.activeElement?.className"
        )
        return found or ""


def visit(context: BrowserContext, address: str) -> Visit:
    page = context.new_page()
    page.goto(address)
    return Visit(page)
