"""The verbs of the portfolio, and questions over several of its registers."""
