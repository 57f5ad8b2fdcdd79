"""Health: `/healthz` says that the process lives, `/readyz` that it can answer."""

from fastapi import APIRouter

from ui.executor import AnswerExecutor


def health_router(executor: AnswerExecutor) -> APIRouter:
    """Make the two routes."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    async def alive() -> dict[str, str]:
        """Tell that the process lives."""
        return {"status": "alive"}

    @router.get("/readyz")
    async def ready() -> dict[str, str]:
        """Tell that the index is verified and the model warm; 503 with the reason until then."""
        return {"status": "ready", "index_version": executor.assistant.index_version}

    return router
