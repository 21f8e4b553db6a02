"""A buyer's question, its way to the producer, and the answer.

Owns inquiries until they are purged. A mail sent is an attempt, never a delivery: an inquiry is delivered when the
producer opened it, or was reached by phone or Zalo. Verbs: `open_inquiry`, `open_batch` (the same question to
several, one inquiry each), `record_call`, `answer`.
"""
