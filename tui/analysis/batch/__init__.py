"""Analyses of many articles, made by local processes or on a Dask cluster and stored as Parquet."""
