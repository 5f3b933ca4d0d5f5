"""From corpora and labelled sentences to the language model that ships: `make lexicon`. Not needed at run time."""
