from territoires.demonstration.actions.build import build_demonstration

__all__ = ["build_demonstration"]
