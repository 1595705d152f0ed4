"""Letters of the journal, one module per idea: subject, template, recipient rule."""
