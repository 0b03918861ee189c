"""The core: values and rules about answers, conflict and independence.

No Django, no clock, no files, no randomness. What is stored lives in models/, what is shown in reports/.
"""
