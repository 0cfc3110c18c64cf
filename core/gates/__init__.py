"""What must be there before a record's state moves on, and what ends with a record.

Apps say it in their rooms ``gates`` (:func:`core.gates.requirements.requirement`) and ``closers``
(:func:`core.gates.closing.closer`).
"""
