"""What holds of every sample in every period, whatever its scheme is.

    tests/properties/whole_samples.py BINARY [KIND...]

KIND (all where none is given):
  order    the rows of an input in another order change nothing
  fmt      the canonical form of a policy, and of the same policy laid out otherwise, changes no
           result; it is its own canonical form
  threads  a run by one, two, three or eight threads gives the same bytes; files are long enough to
           be read in parts
  unit     a unit more changes no figure of another, but its place and what is shared by all
  money    awards are paid whole, once, and entered in the book as paid; a pool grants what it holds
           and no more; the shares of an award are the award; what is taken back was paid

Where a file holds lines of inputs (`source`) or hashes (receipts), those are left out of what is
compared, if the inputs are others.
"""
