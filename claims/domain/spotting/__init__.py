"""What a running text holds that a claim could say: figures and dates that the readings read, who is said to say it,
and words of scope. Rules over words; what no rule is sure of is passed over.

Places are code points of the text, the end excluded. How words are read is reading.py's alone.
"""
