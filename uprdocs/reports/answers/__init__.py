"""The grammar of answers in addenda: numbers, verbs of answering, and which belongs to which.

`tokens` divides a sentence, `numbers` finds lists of recommendations in it, `verbs` what is said of them,
`grammar` joins the two; `blocks` divides the document, `counts` reads what it says of itself.
"""
